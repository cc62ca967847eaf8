/**
 * What is kept of an exchange so that it can be judged again: the content of each phase with the
 * findings of its scan, as it was or with placeholders, and its form as JSON.
 */
@NullMarked
package dev.keeptrail.engine.capture;

import org.jspecify.annotations.NullMarked;
