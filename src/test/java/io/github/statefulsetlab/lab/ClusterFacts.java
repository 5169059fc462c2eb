package io.github.statefulsetlab.lab;

/** What runs the labs, for reports. */
public record ClusterFacts(
    String description, String kubernetesVersion, String imageDigest, double secondsToReady) {}
