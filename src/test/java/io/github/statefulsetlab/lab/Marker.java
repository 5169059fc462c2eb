package io.github.statefulsetlab.lab;

/** A random text in a file of its own on a pod's volume. */
public record Marker(String file, String text) {}
