"""What a clause says, in place of the clause: a day, a meeting, a person, a state."""
