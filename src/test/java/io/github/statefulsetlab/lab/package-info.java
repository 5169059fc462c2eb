/**
 * The domain: submissions, labs (a submission installed in a namespace of its own, with its history
 * being recorded), what can be done to their pods, evidence, and the JUnit extension that ties a
 * behaviour to a lab.
 *
 * <p>Uses {@code kube}, {@code cluster} and {@code chart}. Knows nothing of points and reports:
 * those listen ({@link io.github.statefulsetlab.lab.LabListener}).
 */
@NullMarked
package io.github.statefulsetlab.lab;

import org.jspecify.annotations.NullMarked;
