/**
 * What a run says while it runs and at its end: lines for people, on terminals of any width and in
 * logs, or JSON for programs. Uses {@code grading}, {@code run} and {@code report.page}.
 */
@NullMarked
package io.github.statefulsetlab.report.console;

import org.jspecify.annotations.NullMarked;
