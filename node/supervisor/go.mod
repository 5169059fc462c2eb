module statefulsetlab.github.io/node/supervisor

go 1.26.0
