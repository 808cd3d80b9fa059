"""Every SELECT: values, frames, arrays and ids, named by what comes back."""
