/** Small changes of a pack that its tests should notice, and which of them they do. */
@NullMarked
package dev.keeptrail.engine.mutation;

import org.jspecify.annotations.NullMarked;
