/** What people look at: the console and the Allure report. Uses {@code grading} and {@code lab}. */
@NullMarked
package io.github.statefulsetlab.report;

import org.jspecify.annotations.NullMarked;
