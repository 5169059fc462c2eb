module statefulsetlab.github.io/node/pause

go 1.26.0
