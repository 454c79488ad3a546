import { useEffect, useRef, useState } from "react";
import { droppedFiles } from "./droppedFiles";
import classes from "./FileDrop.module.css";
import { UploadIcon } from "./icons";

/** Takes files dropped anywhere on the page. */
export function FileDrop({ enabled, onFiles }: { enabled: boolean; onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  // entering a child comes before leaving its parent, so count
  const depth = useRef(0);

  useEffect(() => {
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const show = (change: number) => {
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
    function enter(event: DragEvent) {
      if (withFiles(event)) show(1);
    }
    function leave(event: DragEvent) {
      if (withFiles(event)) show(-1);
    }
    function dragOver(event: DragEvent) {
      // without this the browser would open the file in place of the page
      if (withFiles(event)) event.preventDefault();
    }
    function drop(event: DragEvent) {
      if (!withFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (enabled && event.dataTransfer) {
        void droppedFiles(event.dataTransfer).then((files) => {
          if (files.length > 0) onFiles(files);
        });
      }
    }
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", dragOver);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", dragOver);
      window.removeEventListener("drop", drop);
    };
  }, [enabled, onFiles]);

  if (!over || !enabled) return null;
  return (
    <div className={classes.veil}>
      <div className={classes.sign}>
        <UploadIcon size={36} />
        Drop the files to upload them
      </div>
    </div>
  );
}
