"""Tools of the benchmarks: databases, a sandbox, the product as a process, and people, squads and deadlines in bulk."""
