"""The territory in numbers. Reads only."""
