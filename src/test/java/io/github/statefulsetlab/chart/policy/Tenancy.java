package io.github.statefulsetlab.chart.policy;

/** Whether a cluster is there for the lab alone, or others use it as well. */
public enum Tenancy {
  OWN,
  SHARED
}
