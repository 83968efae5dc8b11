"""What the machine and the directory tell about themselves. No judgement here."""
