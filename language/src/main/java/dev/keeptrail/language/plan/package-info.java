/** The checked, engine-neutral form of a pack, its canonical JSON and its digest. */
@NullMarked
package dev.keeptrail.language.plan;

import org.jspecify.annotations.NullMarked;
