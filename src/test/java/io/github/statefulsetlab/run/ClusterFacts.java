package io.github.statefulsetlab.run;

/** What runs the labs, for reports. */
public record ClusterFacts(
    String description, String kubernetesVersion, String imageDigest, double secondsToReady) {}
