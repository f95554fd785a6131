"""What a build would make and which hosts take it, found out without building."""
