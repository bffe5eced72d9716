"""What is kept between builds, and what is made again: documents read before, pages whose inputs changed."""
