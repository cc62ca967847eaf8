/**
 * Lists of tools that a server offers: which of them a caller gets to see, and how captures say so.
 */
@NullMarked
package dev.keeptrail.engine.listing;

import org.jspecify.annotations.NullMarked;
