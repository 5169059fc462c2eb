/**
 * The commands of {@code ./lab} that need no cluster: they read and write files and say what they
 * did.
 *
 * <p>Uses {@code grading}.
 */
@NullMarked
package io.github.statefulsetlab.report.command;

import org.jspecify.annotations.NullMarked;
