/**
 * The Allure report: what is written into its results while the suite runs, and the single page
 * that is made of them afterwards. Uses {@code grading} and {@code lab}.
 */
@NullMarked
package io.github.statefulsetlab.report.allure;

import org.jspecify.annotations.NullMarked;
