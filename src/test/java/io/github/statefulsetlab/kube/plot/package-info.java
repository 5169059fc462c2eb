/** What plots are made of: plain values, without a word on how they are drawn. Uses nothing. */
@NullMarked
package io.github.statefulsetlab.kube.plot;

import org.jspecify.annotations.NullMarked;
