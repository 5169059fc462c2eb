/**
 * What is graded: a chart, its values, what is declared of its app, profiles, mutants and settings.
 *
 * <p>Uses {@code kube} and {@code chart}.
 */
@NullMarked
package io.github.statefulsetlab.submission;

import org.jspecify.annotations.NullMarked;
