/** What came of a pack's tests, for people and for programs. */
@NullMarked
package dev.keeptrail.engine.testreport;

import org.jspecify.annotations.NullMarked;
