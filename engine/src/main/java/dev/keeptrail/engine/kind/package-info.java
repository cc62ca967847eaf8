/** Policy kinds: settings in, detectors and rules out. */
@NullMarked
package dev.keeptrail.engine.kind;

import org.jspecify.annotations.NullMarked;
