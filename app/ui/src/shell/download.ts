// Files of the API that are to be kept: fetched with the key, which a link could not send, and saved under their name.
import { useState } from "preact/hooks";
import { Problem, send } from "../api/ask.ts";

export interface Download {
  readonly download: (address: string, name: string) => void;
  readonly waiting: boolean;
  readonly problem: Problem | null;
}

export function useDownload(): Download {
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async (address: string, name: string) => {
    setWaiting(true);
    setProblem(null);
    try {
      const response = await send(address);
      save(await response.blob(), nameIn(response.headers.get("content-disposition")) ?? name);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setWaiting(false);
    }
  };
  return { download, waiting, problem };
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser takes the content when the click is done; a while later nobody needs it any more.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function nameIn(disposition: string | null): string | null {
  return /filename="([\w.~-]+)"/.exec(disposition ?? "")?.[1] ?? null;
}
