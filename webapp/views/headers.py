"""Security headers on every answer: scripts, styles and frames only from here, nothing inline."""

from __future__ import annotations

from flask import Flask, Response
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

from webapp.config import Settings


def register(app: Flask) -> None:
    settings: Settings = app.extensions["anthu.settings"]
    policy = _policy(production=settings.production)

    @app.after_request
    def set_headers(response: Response) -> Response:
        policy.set_headers(response)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _policy(*, production: bool) -> Secure:
    csp = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .frame_src("'self'")
        .object_src("'self'")
        .form_action("'self'")
        .frame_ancestors("'self'")
        .base_uri("'none'")
    )
    return Secure(
        csp=csp,
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().sameorigin(),
        referrer=ReferrerPolicy().same_origin(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        permissions=PermissionsPolicy().camera("()").microphone("()").geolocation("()"),
        hsts=StrictTransportSecurity().max_age(31536000).include_subdomains() if production else None,
    )
