"""When trainers, rooms and trainees are not there, and when the provider is closed."""
