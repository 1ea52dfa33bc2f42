"""Give an uploaded file back: only as a download, under a name of ours, in a sandbox."""

from __future__ import annotations

from aiohttp import hdrs, web

from server.applications import storage
from server.applications.records import Application, Upload
from server.foundation.keys import FILES, STORE
from server.foundation.refusals import NotFound

SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


async def send_upload(request: web.Request, found: Application, upload_id: str) -> web.FileResponse:
    """The file of an application that the asker was already found to be allowed to see."""
    uploads = await request.app[STORE].read(storage.uploads_of, found.id)
    upload = next((one for one in uploads if one.id == upload_id), None)
    if upload is None:
        raise NotFound("apply.file_not_found")
    path = request.app[FILES].path(upload.sha256)
    response = web.FileResponse(path, headers={hdrs.CONTENT_DISPOSITION: f'attachment; filename="{file_name(upload)}"'})
    response.content_type = upload.media_type
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def file_name(upload: Upload) -> str:
    """Material number and the beginning of the hash: the sender's own name is not put into headers."""
    return f"material-{upload.material_seq}-{upload.sha256[:8]}{SUFFIXES[upload.media_type]}"
