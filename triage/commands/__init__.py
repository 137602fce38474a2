"""The command line. In: words that somebody typed. Out: text, files, an exit code.

A command reads, calls and prints; what it prints is made elsewhere. `main` is the group of all commands, where `triage`
and `python -m triage` both start; nothing imports this folder but those two doors. Each command is a module, read when
it is called: for one case `run`, `ask`, `serve`, `explain`, `step`, `report`, `letter` and `replay`; as time goes on
`check_in`, `plan` and `progress`; for many cases `batch`, `review` and `clinic`; for who writes a base `new`, `check`,
`cases`, `mutate`, `diff`, `sources`, `questions`, `show`, `graph`, `export` and `lsp`. `catalogue` lists them for the
help. They share `options`, `reading` (a base, a case, a key, a language), `telling` (what is printed around it),
`writing` (to a file instead) and `speaking` (help in a language).
"""
