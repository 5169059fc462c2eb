/** Tests of the grader on a real cluster: that it cleans up, and that each behaviour can fail. */
@NullMarked
package io.github.statefulsetlab.selftest;

import org.jspecify.annotations.NullMarked;
