/** What was decided, by which policy, why, and which edits follow. */
@NullMarked
package dev.keeptrail.engine.decision;

import org.jspecify.annotations.NullMarked;
