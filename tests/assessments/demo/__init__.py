"""The invented city: its people, their answers, its sign-ins and processes."""
