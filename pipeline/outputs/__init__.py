"""Write: a `Book` becomes files, the same bytes every time."""
