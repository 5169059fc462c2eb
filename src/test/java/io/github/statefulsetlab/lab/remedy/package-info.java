/**
 * What to change in a chart, by the cause of a failure: all sentences that more than one promise
 * needs.
 */
@NullMarked
package io.github.statefulsetlab.lab.remedy;

import org.jspecify.annotations.NullMarked;
