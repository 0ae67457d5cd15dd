"""What all tests stand on: a database per test, the product on a socket, people who use it."""
