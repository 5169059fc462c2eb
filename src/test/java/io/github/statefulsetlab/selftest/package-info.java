/**
 * Tests of the grader on a real cluster: that it cleans up, that each behaviour fails on a chart
 * that is broken in the one way that it is about, and that all pass on charts that are written
 * differently on purpose. Uses everything else; nothing uses it.
 */
@NullMarked
package io.github.statefulsetlab.selftest;

import org.jspecify.annotations.NullMarked;
