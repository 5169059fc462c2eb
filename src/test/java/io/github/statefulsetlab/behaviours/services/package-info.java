/** Clients reach the pods through the chart's Services. Uses {@code lab} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.services;

import org.jspecify.annotations.NullMarked;
