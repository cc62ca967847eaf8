/** Documents that requests carry: how large they are, and of which type. */
@NullMarked
package dev.keeptrail.engine.document;

import org.jspecify.annotations.NullMarked;
