"""Questions of two parts: those in one answer and in another, or not in it; which came first."""
