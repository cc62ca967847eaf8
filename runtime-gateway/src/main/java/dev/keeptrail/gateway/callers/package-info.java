/** Who callers are: the keys they show, and where what they say of themselves is believed. */
@NullMarked
package dev.keeptrail.gateway.callers;

import org.jspecify.annotations.NullMarked;
