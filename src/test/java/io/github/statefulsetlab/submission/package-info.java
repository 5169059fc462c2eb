/**
 * What is graded and what is asked of it.
 *
 * <p>Uses nothing above {@code chart}.
 */
@NullMarked
package io.github.statefulsetlab.submission;

import org.jspecify.annotations.NullMarked;
