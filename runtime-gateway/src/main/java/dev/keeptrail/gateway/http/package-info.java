/** The server; the only package that knows Javalin. */
@NullMarked
package dev.keeptrail.gateway.http;

import org.jspecify.annotations.NullMarked;
