package io.github.statefulsetlab.sandbox;

/**
 * A claim of a chart's, as a pod of the grader's own sees it.
 *
 * @param path of the folder that it is mounted at in that pod
 */
public record MountedClaim(ToolboxPod toolbox, String path) {}
