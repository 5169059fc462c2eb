/**
 * What Java programs need: values made once, work in the background, clean-up. Uses the JDK alone.
 */
@NullMarked
package io.github.statefulsetlab.support;

import org.jspecify.annotations.NullMarked;
