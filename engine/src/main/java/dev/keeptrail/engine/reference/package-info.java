/** The plain interpreter that the serving engine is compared with. */
@NullMarked
package dev.keeptrail.engine.reference;

import org.jspecify.annotations.NullMarked;
