"""What all structured sources share: a row or an object is a line of the document, and what it says are claims."""
