{{/*
A probe as the pod gets it: without our own switch, and with one handler. The defaults bring an httpGet, which a handler
of another sort takes the place of; nobody has to delete it with "httpGet: null".
*/}}
{{- define "counter.probe" -}}
{{- $probe := omit . "enabled" }}
{{- if or .exec .grpc .tcpSocket }}
{{- $probe = omit $probe "httpGet" }}
{{- end }}
{{- toYaml $probe }}
{{- end }}

{{- define "counter.podTemplate" -}}
metadata:
  labels:
    {{- include "counter.podLabels" . | nindent 4 }}
  {{- with .Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  serviceAccountName: {{ include "counter.serviceAccountName" . }}
  automountServiceAccountToken: {{ .Values.automountServiceAccountToken }}
  enableServiceLinks: false
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.dnsConfig }}
  dnsConfig:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: counter
      image: {{ include "counter.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- with .Values.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.containerSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        - name: PORT
          value: {{ .Values.containerPort | quote }}
        - name: DATA_DIR
          value: {{ include "counter.dataDir" . | quote }}
        - name: VISITS_FILE
          value: {{ .Values.visitsFile | quote }}
        - name: FAULTS
          value: {{ ternary "enabled" "disabled" .Values.faults.enabled }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .Values.extraEnvFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ .Values.containerPort }}
          protocol: TCP
      {{- if .Values.startupProbe.enabled }}
      startupProbe:
        {{- include "counter.probe" .Values.startupProbe | nindent 8 }}
      {{- end }}
      {{- if .Values.livenessProbe.enabled }}
      livenessProbe:
        {{- include "counter.probe" .Values.livenessProbe | nindent 8 }}
      {{- end }}
      {{- if .Values.readinessProbe.enabled }}
      readinessProbe:
        {{- include "counter.probe" .Values.readinessProbe | nindent 8 }}
      {{- end }}
      {{- with .Values.lifecycle }}
      lifecycle:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: {{ .Values.persistence.name }}
          mountPath: {{ .Values.persistence.mountPath }}
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- $claim := include "counter.sharedClaimName" . }}
  {{- if or (not .Values.persistence.enabled) $claim .Values.extraVolumes }}
  volumes:
    {{- if not .Values.persistence.enabled }}
    - name: {{ .Values.persistence.name }}
      emptyDir: {}
    {{- else if $claim }}
    - name: {{ .Values.persistence.name }}
      persistentVolumeClaim:
        claimName: {{ $claim }}
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- with .Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- $selector := dict "labelSelector" (dict "matchLabels" (include "counter.selectorLabels" $ | fromYaml)) }}
    {{- range . }}
    - {{ merge (dict) . $selector | toYaml | indent 6 | trim }}
    {{- end }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
