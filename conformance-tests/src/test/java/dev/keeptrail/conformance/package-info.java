/** Runners of the golden cases, whole-system tests and the rules of the house. */
@NullMarked
package dev.keeptrail.conformance;

import org.jspecify.annotations.NullMarked;
