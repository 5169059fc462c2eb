package io.github.statefulsetlab.chart.helm;

/**
 * What a process that runs Helm is there for. One that renders is given what a student wrote, and
 * sees nothing but that; one that installs is given what was rendered and checked, and talks to the
 * cluster.
 */
enum HelmTask {
  RENDER,
  INSTALL
}
