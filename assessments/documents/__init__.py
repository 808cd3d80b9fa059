"""Tagged PDF documents: values in, bytes out; templates stand beside the writers."""
