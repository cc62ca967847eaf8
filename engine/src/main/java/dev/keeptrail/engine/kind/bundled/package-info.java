/** The policy kinds that come with Keeptrail. */
@NullMarked
package dev.keeptrail.engine.kind.bundled;

import org.jspecify.annotations.NullMarked;
