// A file → the server, told how much of it is there already. `fetch` does not tell that of what it sends; XMLHttpRequest does.
//
//   await ask<Job>(address, { method: "POST", body: file }, uploading((part) => …))     part: 0 … 1
import type { Transport } from "../api/ask.ts";

export function uploading(onPart: (part: number) => void): Transport {
  return (address, init) =>
    new Promise((answer, fail) => {
      const request = new XMLHttpRequest();
      request.open(init.method ?? "GET", address);
      new Headers(init.headers).forEach((value, name) => {
        request.setRequestHeader(name, value);
      });
      request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
        if (lengthComputable && total > 0) onPart(loaded / total);
      };
      request.onload = () => {
        const headers = { "content-type": request.getResponseHeader("content-type") ?? "" };
        answer(new Response(request.responseText || null, { status: request.status, headers }));
      };
      request.onerror = () => fail(new TypeError("the server cannot be reached")); // as fetch does
      request.send(init.body as XMLHttpRequestBodyInit);
    });
}
