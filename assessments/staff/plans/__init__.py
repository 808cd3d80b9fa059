"""Development plans: written, proposed and agreed between a person and a supervisor."""
